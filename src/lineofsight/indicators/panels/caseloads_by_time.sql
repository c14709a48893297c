-- A worker who holds at least one child at the period's end, with how many they hold, what they are
-- by their contract (of several the one begun last), and how much of a full week they work: by all
-- their contracts then, and as the standard holds it.
-- kind: stock
with held as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    allocation.worker as worker,
    allocation.team as team,
    allocation.child_id as child_id,
    row_number() over (
      partition by periods.period, allocation.worker
      order by allocation.started_on desc, allocation.allocation_id desc
    ) as place
  from periods
  join allocations as allocation
    on allocation.started_on <= periods.judged_on
    and (allocation.ended_on is null or allocation.ended_on > periods.judged_on)
),
caseload as (
  select
    period,
    judged_on,
    worker,
    max(case when place = 1 then team end) as team,
    count(distinct child_id) as children
  from held
  group by period, judged_on, worker
),
employed as (
  select
    period,
    worker,
    max(case when place = 1 then role end) as role,
    max(case when place = 1 then newly_qualified_until end) as newly_qualified_until,
    sum(case when fte > 0 then fte end) as fte
  from (
    select
      periods.period as period,
      contract.worker as worker,
      contract.role as role,
      contract.newly_qualified_until as newly_qualified_until,
      contract.fte as fte,
      row_number() over (
        partition by periods.period, contract.worker
        order by contract.started_on desc, contract.contract_id desc
      ) as place
    from periods
    join contracts as contract
      on contract.started_on <= periods.judged_on
      and (contract.ended_on is null or contract.ended_on > periods.judged_on)
  ) as in_force
  group by period, worker
)
select
  caseload.period as period,
  caseload.judged_on as judged_on,
  caseload.worker as record_id,
  caseload.worker as worker,
  caseload.team as team,
  caseload.children as children,
  employed.role as role,
  employed.newly_qualified_until as newly_qualified_until,
  employed.fte as fte,
  case
    when cast(cast(professional.prof_full_time_equivalency as varchar) as decimal(18, 4)) > 0
      then cast(cast(professional.prof_full_time_equivalency as varchar) as decimal(18, 4))
  end as fte_in_standard
from caseload
left join employed
  on employed.period = caseload.period
  and employed.worker = caseload.worker
left join ssd_professionals as professional
  on professional.prof_professional_id = caseload.worker
