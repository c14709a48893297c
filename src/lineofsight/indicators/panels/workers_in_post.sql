-- A worker in post at the period's end, by their contract (of several the one begun last), with how
-- long they have been without a break, their supervision in each of the last three months, their
-- last appraisal since they came, how much of a full week all their
-- contracts in force make, and the working days lost to sickness in twelve months.
-- kind: stock
-- looks back: days_lost
with in_post as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    cast(periods.judged_on + interval '1 day' as date) as day_after,
    contract.worker as worker,
    contract.team as team,
    contract.role as role,
    contract.qualified as qualified,
    contract.agency_worker as agency_worker,
    contract.holds_cases as holds_cases,
    sum(case when contract.fte > 0 then contract.fte end) over (
      partition by periods.period, contract.worker
    ) as fte,
    row_number() over (
      partition by periods.period, contract.worker
      order by contract.started_on desc, contract.contract_id desc
    ) as place
  from periods
  join contracts as contract
    on contract.started_on <= periods.judged_on
    and (contract.ended_on is null or contract.ended_on > periods.judged_on)
),
without_break as (
  select
    periods.period as period,
    contract.worker as worker,
    max(contract.began_anew_on) as in_post_since
  from periods
  join contracts as contract
    on contract.began_anew_on <= periods.judged_on
  group by periods.period, contract.worker
),
supervised as (
  select
    period,
    worker,
    max(case when month = 1 then 1 else 0 end)
      + max(case when month = 2 then 1 else 0 end)
      + max(case when month = 3 then 1 else 0 end) as months,
    max(case when month = 1 and supervision_kind = 'INDIVIDUAL' then 1 else 0 end)
      + max(case when month = 2 and supervision_kind = 'INDIVIDUAL' then 1 else 0 end)
      + max(case when month = 3 and supervision_kind = 'INDIVIDUAL' then 1 else 0 end)
      as months_alone
  from (
    select
      in_post.period as period,
      in_post.worker as worker,
      supervision.supervision_kind as supervision_kind,
      case
        when supervision.held_on >= in_post.day_after - interval '1 month' then 1
        when supervision.held_on >= in_post.day_after - interval '2 month' then 2
        else 3
      end as month
    from in_post
    join staff_supervisions as supervision
      on supervision.worker_id = in_post.worker
      and supervision.held_on >= in_post.day_after - interval '3 month'
      and supervision.held_on <= in_post.judged_on
  ) as by_month
  group by period, worker
),
appraised as (
  select
    without_break.period as period,
    without_break.worker as worker,
    max(appraisal.held_on) as held_on
  from without_break
  join periods
    on periods.period = without_break.period
  join appraisals as appraisal
    on appraisal.worker_id = without_break.worker
    and appraisal.held_on between without_break.in_post_since and periods.judged_on
  group by without_break.period, without_break.worker
),
sick as (
  select
    periods.period as period,
    absence.worker_id as worker,
    sum(cast(cast(absence.working_days_lost as varchar) as decimal(18, 4))) as days_lost
  from periods
  join absences as absence
    on absence.ended_on >= periods.judged_on + interval '1 day' - interval '12 month'
    and absence.ended_on <= periods.judged_on
  where absence.absence_kind = 'SICKNESS'
  group by periods.period, absence.worker_id
)
select
  in_post.period as period,
  in_post.judged_on as judged_on,
  in_post.worker as record_id,
  in_post.worker as worker,
  in_post.team as team,
  in_post.role as role,
  in_post.qualified as qualified,
  in_post.agency_worker as agency_worker,
  in_post.holds_cases as holds_cases,
  in_post.fte as fte,
  without_break.in_post_since as in_post_since,
  cast(in_post.day_after - interval '3 month' as date) as three_months_from,
  coalesce(supervised.months, 0) as months_supervised,
  coalesce(supervised.months_alone, 0) as months_supervised_alone,
  coalesce(appraised.held_on, without_break.in_post_since) as appraised_or_since,
  cast(null as date) as appraised_next_on,
  coalesce(sick.days_lost, 0) as days_lost
from in_post
left join without_break
  on without_break.period = in_post.period
  and without_break.worker = in_post.worker
left join supervised
  on supervised.period = in_post.period
  and supervised.worker = in_post.worker
left join appraised
  on appraised.period = in_post.period
  and appraised.worker = in_post.worker
left join sick
  on sick.period = in_post.period
  and sick.worker = in_post.worker
where in_post.place = 1
