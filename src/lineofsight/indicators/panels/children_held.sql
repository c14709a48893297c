-- A child open to social care at the period's end, with the worker who is then allocated to them and
-- how many were in the 12 months before.
-- kind: stock
-- looks back: workers_in_12_months
-- worker: allocated
with open_children as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    times_open.child_id as child_id,
    min(times_open.started_on) as started_on,
    max(case when times_open.kind = 'ENQUIRY' then 'Y' else 'N' end) as has_enquiry,
    max(case when times_open.kind = 'PLAN' then 'Y' else 'N' end) as on_plan,
    max(case when times_open.kind = 'CARE' then 'Y' else 'N' end) as in_care
  from periods
  join times_open
    on times_open.started_on <= periods.judged_on
    and (times_open.ended_on is null or times_open.ended_on > periods.judged_on)
  group by periods.period, periods.judged_on, times_open.child_id
)
select
  open_children.period as period,
  open_children.judged_on as judged_on,
  open_children.child_id as record_id,
  open_children.child_id as child_id,
  open_children.judged_on as reference_day,
  open_children.started_on as started_on,
  case
    when open_children.started_on < open_children.judged_on - interval '12 months'
      then cast(open_children.judged_on - interval '12 months' as date)
    else open_children.started_on
  end as started_in_the_year,
  open_children.has_enquiry as has_enquiry,
  open_children.on_plan as on_plan,
  open_children.in_care as in_care,
  proceedings.applied_on as proceedings_from,
  held.worker as allocated_worker,
  registered.registration as registration,
  contracted.qualified_from as contract_qualified_from,
  coalesce(counted.workers, 0) as workers_in_12_months
from open_children
left join holders as held
  on held.child_id = open_children.child_id
  and held.from_day <= open_children.judged_on
  and held.until_day > open_children.judged_on
left join (
  select
    prof_professional_id as worker,
    max(nullif(trim(prof_social_worker_registration_no), '')) as registration
  from ssd_professionals
  group by prof_professional_id
) as registered
  on registered.worker = held.worker
left join (
  select
    periods.period as period,
    contract.worker_id as worker,
    max(contract.started_on) as qualified_from
  from periods
  join worker_contracts as contract
    on contract.started_on <= periods.judged_on
    and (contract.ended_on is null or contract.ended_on > periods.judged_on)
  where contract.qualified = 'Y'
  group by periods.period, contract.worker_id
) as contracted
  on contracted.period = open_children.period and contracted.worker = held.worker
left join (
  select
    open_children.period as period,
    open_children.child_id as child_id,
    min(application.applied_on) as applied_on
  from open_children
  join care_proceedings as application
    on application.person_id = open_children.child_id
    and application.applied_on <= open_children.judged_on
    and (
      application.concluded_on is null or application.concluded_on > open_children.judged_on
    )
  group by open_children.period, open_children.child_id
) as proceedings
  on proceedings.period = open_children.period
  and proceedings.child_id = open_children.child_id
left join (
  select
    open_children.period as period,
    open_children.child_id as child_id,
    count(distinct allocation.worker) as workers
  from open_children
  join allocations as allocation
    on allocation.child_id = open_children.child_id
    and allocation.started_on <= open_children.judged_on
    and (
      allocation.ended_on is null
      or allocation.ended_on > open_children.judged_on - interval '12 months'
    )
  group by open_children.period, open_children.child_id
) as counted
  on counted.period = open_children.period and counted.child_id = open_children.child_id
