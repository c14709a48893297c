-- A child on a child protection plan at the period's end, with the categories of all their plans open
-- then.
-- kind: stock
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  plan.child_id as record_id,
  plan.child_id as child_id,
  periods.judged_on as reference_day,
  min(plan.started_on) as started_on,
  max(case when lower(plan.category) like '%neglect%' then 'Y' else 'N' end) as neglect,
  max(case when lower(plan.category) like '%physical%' then 'Y' else 'N' end) as physical,
  max(case when lower(plan.category) like '%sexual%' then 'Y' else 'N' end) as sexual,
  max(case when lower(plan.category) like '%emotional%' then 'Y' else 'N' end) as emotional
from periods
join protection_plans as plan
  on plan.started_on <= periods.judged_on
  and (plan.ended_on is null or plan.ended_on > periods.judged_on)
where plan.child_id is not null
group by periods.period, periods.judged_on, plan.child_id
