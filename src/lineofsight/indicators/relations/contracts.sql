-- What a worker is employed as, from one day until another.  Where no other contract of theirs that
-- began before ran up to it (to its first day or the day before), it begins anew.  Its hours are to
-- four places, half up as they are written.
select
  contract_id,
  worker,
  post_id,
  team,
  role,
  qualified,
  newly_qualified_until,
  agency_worker,
  fte,
  holds_cases,
  started_on,
  ended_on,
  case
    when ended_before is null or ended_before + interval '1 day' < started_on then started_on
  end as began_anew_on
from (
  select
    worker_contract_id as contract_id,
    worker_id as worker,
    post_id,
    team,
    role,
    qualified,
    newly_qualified_until,
    agency_worker,
    cast(cast(fte as varchar) as decimal(18, 4)) as fte,
    holds_cases,
    started_on,
    ended_on,
    max(coalesce(ended_on, cast('9999-01-01' as date))) over (
      partition by worker_id
      order by started_on, worker_contract_id
      rows between unbounded preceding and 1 preceding
    ) as ended_before
  from worker_contracts
  where worker_id is not null and started_on is not null
) as ordered
