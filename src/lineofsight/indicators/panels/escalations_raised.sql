-- A concern or dispute raised at one level; one whose level is not recorded is at its first.
-- kind: event
select
  escalation_id as record_id,
  person_id as child_id,
  team,
  raised_on as counted_on,
  raised_on as reference_day,
  coalesce(level, 1) as level,
  raised_by as raised_by,
  about as about,
  theme as theme
from escalations
