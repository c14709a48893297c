-- A contact received.
-- kind: event
select
  cont_contact_id as record_id,
  cont_person_id as child_id,
  cont_contact_date as counted_on,
  cont_contact_date as reference_day,
  json_extract_string(cont_contact_outcome_json, '$.NFA_FLAG') as no_further_action_flag
from ssd_contacts
