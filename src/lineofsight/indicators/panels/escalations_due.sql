-- A concern or dispute raised at one level; counted on the day by which it was to be answered.
-- kind: event
select
  escalation_id as record_id,
  person_id as child_id,
  team,
  due_on as counted_on,
  due_on as reference_day,
  coalesce(level, 1) as level,
  raised_by as raised_by,
  about as about,
  raised_on as raised_on,
  due_on as due_on,
  answered_on as answered_on,
  resolved_on as resolved_on,
  case when outcome = 'ESCALATED' then coalesce(answered_on, resolved_on) else resolved_on end
    as settled_or_escalated_on,
  outcome as outcome
from escalations
where due_on is not null
