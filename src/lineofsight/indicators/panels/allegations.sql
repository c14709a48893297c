-- An allegation against somebody who works with children, of which the designated officer was told.
-- Advice that was asked where there was no allegation is left out.
-- kind: event
select
  allegation_id as record_id,
  person_id as child_id,
  referred_on as counted_on,
  known_on as known_on,
  referred_on as referred_on,
  referred_by as referred_by,
  sector as sector
from allegations
where consultation_only is distinct from 'Y'
