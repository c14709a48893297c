-- A young person of sixteen or seventeen who came as homeless, counted on the day they came.
-- kind: event
select
  homeless_presentation_id as record_id,
  person_id as child_id,
  team,
  worker_id as worker,
  presented_on as counted_on,
  presented_on as reference_day,
  presented_on as presented_on,
  options_explained_on as options_explained_on,
  advocacy_offered_on as advocacy_offered_on,
  section_20_offered_on as section_20_offered_on,
  bed_and_breakfast_nights as bed_and_breakfast_nights
from homeless_presentations
