-- A period of care that began in the half year before the period's end or its window, other than by
-- short breaks, with the first health assessment since the child came into care.
-- kind: stock
-- worker: allocated
with starts as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    periods.window_first_day as window_first_day,
    care.period_of_care_id as period_of_care_id,
    care.child_id as child_id,
    care.began_on as began_on,
    care.ended_on as ended_on
  from periods
  join care_periods as care
    on care.began_on between periods.window_first_day - interval '6 months' and periods.judged_on
  where care.short_breaks = 'N'
)
select
  starts.period as period,
  starts.judged_on as judged_on,
  starts.window_first_day as window_first_day,
  starts.period_of_care_id as record_id,
  starts.child_id as child_id,
  starts.judged_on as reference_day,
  starts.began_on as began_on,
  starts.ended_on as ended_on,
  assessed.assessed_on as assessed_on,
  requested.requested_on as requested_on
from starts
left join (
  select
    starts.period as period,
    starts.child_id as child_id,
    starts.period_of_care_id as period_of_care_id,
    min(health.clah_health_check_date) as assessed_on
  from starts
  join ssd_cla_health as health
    on health.clah_person_id = starts.child_id
    and health.clah_health_check_date between starts.began_on and starts.judged_on
  where upper(trim(health.clah_health_check_status)) = 'COMPLETED'
    and lower(health.clah_health_check_type) like '%health assessment%'
  group by starts.period, starts.child_id, starts.period_of_care_id
) as assessed
  on assessed.period = starts.period
  and assessed.child_id = starts.child_id
  and assessed.period_of_care_id = starts.period_of_care_id
left join (
  select
    starts.period as period,
    starts.child_id as child_id,
    starts.period_of_care_id as period_of_care_id,
    min(assessment.requested_on) as requested_on
  from starts
  join health_assessments as assessment
    on assessment.person_id = starts.child_id
    and assessment.requested_on between starts.began_on and starts.judged_on
  where assessment.assessment_kind = 'INITIAL'
  group by starts.period, starts.child_id, starts.period_of_care_id
) as requested
  on requested.period = starts.period
  and requested.child_id = starts.child_id
  and requested.period_of_care_id = starts.period_of_care_id
