-- A time under section 20 (a child looked after by agreement) that ended.
-- kind: event
-- worker: allocated
select
  section_20_id as record_id,
  person_id as child_id,
  ended_on as counted_on,
  ended_on as reference_day,
  started_on,
  ended_on,
  end_reason
from section_20_arrangements
