-- A worker whom the council employed twelve months before the judged day, agency workers aside, by
-- their contract then (of several the one begun last), and whether it still employs them.
-- kind: stock
-- looks back: still_employed
with before as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    contract.worker as worker,
    contract.team as team,
    contract.role as role,
    contract.qualified as qualified,
    row_number() over (
      partition by periods.period, contract.worker
      order by contract.started_on desc, contract.contract_id desc
    ) as place
  from periods
  join contracts as contract
    on contract.started_on <= periods.judged_on - interval '12 month'
    and (
      contract.ended_on is null
      or contract.ended_on > periods.judged_on - interval '12 month'
    )
  where contract.agency_worker is distinct from 'Y'
),
still as (
  select distinct
    periods.period as period,
    contract.worker as worker
  from periods
  join contracts as contract
    on contract.started_on <= periods.judged_on
    and (contract.ended_on is null or contract.ended_on > periods.judged_on)
  where contract.agency_worker is distinct from 'Y'
)
select
  before.period as period,
  before.judged_on as judged_on,
  before.worker as record_id,
  before.worker as worker,
  before.team as team,
  before.role as role,
  before.qualified as qualified,
  case when still.worker is null then 'N' else 'Y' end as still_employed
from before
left join still
  on still.period = before.period
  and still.worker = before.worker
where before.place = 1
