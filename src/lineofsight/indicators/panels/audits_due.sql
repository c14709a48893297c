-- An audit that was to be done; counted on the day by which it was due.
-- kind: event
select
  audit_id as record_id,
  person_id as child_id,
  team,
  auditor_id as worker,
  due_on as counted_on,
  due_on as reference_day,
  due_on as due_on,
  audited_on as audited_on
from audits
where due_on is not null
