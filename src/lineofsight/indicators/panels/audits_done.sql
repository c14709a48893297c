-- An audit completed.
-- kind: event
select
  audit_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  audited_on as counted_on,
  audited_on as reference_day,
  selection,
  occasion,
  grade,
  moderated_on,
  moderated_grade,
  practitioner_present,
  family_asked
from audits
where audited_on is not null
