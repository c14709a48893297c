-- A record entered on or after the day of what it tells; counted on the day it was entered.
-- kind: event
with entered as (
  select
    record_id,
    record_kind,
    person_id,
    team,
    worker_id,
    happened_on,
    cast(entered_at as date) as entered_on
  from record_entries
)
select
  record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  entered_on as counted_on,
  entered_on as reference_day,
  record_kind,
  happened_on,
  entered_on
from entered
where happened_on <= entered_on
