-- A child in care at the period's end, other than on short breaks, with what is last known of their
-- health.
-- kind: stock
-- worker: allocated
select
  in_care.period as period,
  in_care.judged_on as judged_on,
  in_care.child_id as record_id,
  in_care.child_id as child_id,
  in_care.judged_on as reference_day,
  in_care.began_on as began_on,
  children.born_on as born_on,
  teeth.checked_on as teeth_checked_on,
  assessed.assessed_on as assessed_on,
  assessed.assessed_before_on as assessed_before_on,
  coalesce(assessed.assessed_on, in_care.began_on) as assessed_or_began_on,
  cast(null as date) as assessed_next_on,
  immunised.clai_immunisations_status as immunised,
  immunised.clai_immunisations_status_date as immunised_said_on,
  scored.scored_on as scored_on,
  scored.score as score
from in_care
left join children on children.child_id = in_care.child_id
left join (
  select
    in_care.period as period,
    in_care.child_id as child_id,
    max(health.clah_health_check_date) as checked_on
  from in_care
  join ssd_cla_health as health
    on health.clah_person_id = in_care.child_id
    and health.clah_health_check_date <= in_care.judged_on
  where upper(trim(health.clah_health_check_status)) = 'COMPLETED'
    and (
      lower(health.clah_health_check_type) like '%dental%'
      or lower(health.clah_health_check_type) like '%dentist%'
      or lower(health.clah_health_check_type) like '%teeth%'
    )
  group by in_care.period, in_care.child_id
) as teeth
  on teeth.period = in_care.period and teeth.child_id = in_care.child_id
left join (
  select
    period,
    child_id,
    max(assessed_on) as assessed_on,
    max(assessed_before_on) as assessed_before_on
  from (
    select
      period,
      child_id,
      assessed_on,
      lag(assessed_on) over (partition by period, child_id order by assessed_on)
        as assessed_before_on
    from (
      select distinct
        in_care.period as period,
        in_care.child_id as child_id,
        health.clah_health_check_date as assessed_on
      from in_care
      join ssd_cla_health as health
        on health.clah_person_id = in_care.child_id
        and health.clah_health_check_date between in_care.began_on and in_care.judged_on
      where upper(trim(health.clah_health_check_status)) = 'COMPLETED'
        and lower(health.clah_health_check_type) like '%health assessment%'
    ) as days
  ) as ordered
  group by period, child_id
) as assessed
  on assessed.period = in_care.period and assessed.child_id = in_care.child_id
left join ssd_cla_immunisations as immunised
  on immunised.clai_person_id = in_care.child_id
left join (
  select
    period,
    child_id,
    scored_on,
    score
  from (
    select
      in_care.period as period,
      in_care.child_id as child_id,
      sdq.csdq_sdq_completed_date as scored_on,
      sdq.csdq_sdq_score as score,
      row_number() over (
        partition by in_care.period, in_care.child_id
        order by sdq.csdq_sdq_completed_date desc, sdq.csdq_table_id desc
      ) as place
    from in_care
    join ssd_sdq_scores as sdq
      on sdq.csdq_person_id = in_care.child_id
      and sdq.csdq_sdq_completed_date <= in_care.judged_on
    where sdq.csdq_sdq_score is not null
  ) as ordered
  where place = 1
) as scored
  on scored.period = in_care.period and scored.child_id = in_care.child_id
