-- An allegation against somebody who works with children; counted when it is concluded.  Advice that
-- was asked where there was no allegation is left out.
-- kind: event
select
  allegation_id as record_id,
  person_id as child_id,
  concluded_on as counted_on,
  referred_on as referred_on,
  due_on as due_on,
  concluded_on as concluded_on,
  sector as sector
from allegations
where consultation_only is distinct from 'Y'
