-- A strategy discussion held, with who took part.
-- kind: event
select
  strategy_discussion_id as record_id,
  person_id as child_id,
  team,
  chaired_by_id as worker,
  held_on as counted_on,
  held_on as reference_day,
  police_attended,
  health_attended,
  education_attended,
  referrer_attended
from strategy_discussions
