-- A child's return from a missing episode, with the interview that followed it, if any did.
-- kind: event
-- worker: allocated
select
  return_interview_id as record_id,
  person_id as child_id,
  returned_at as counted_on,
  returned_at as reference_day,
  returned_at as returned_at,
  offered_at as offered_at,
  accepted as accepted,
  held_at as held_at,
  missing_from as missing_from,
  independent as independent
from return_interviews
where returned_at is not null
