-- An initial child protection conference that follows a section 47 enquiry about the same child.
-- Conferences on children who move in with a plan follow no enquiry here and are left out.
-- kind: event
select
  conference.icpc_icpc_id as record_id,
  conference.icpc_person_id as child_id,
  conference.icpc_icpc_team as team,
  conference.icpc_icpc_worker_id as worker,
  conference.icpc_icpc_date as counted_on,
  conference.icpc_icpc_date as reference_day,
  enquiry.s47e_s47_start_date as enquiry_started_on,
  conference.icpc_icpc_date as held_on
from ssd_initial_cp_conference as conference
join ssd_s47_enquiry as enquiry
  on enquiry.s47e_s47_enquiry_id = conference.icpc_s47_enquiry_id
  and enquiry.s47e_person_id = conference.icpc_person_id
where conference.icpc_icpc_transfer_in is distinct from 'Y'
  and enquiry.s47e_s47_start_date is not null
