-- A section 47 enquiry that has begun; counted once it is completed, with the first conference
-- that followed it about the same child.
-- kind: event
with conferences as (
  select
    icpc_s47_enquiry_id as enquiry_id,
    icpc_person_id as child_id,
    min(icpc_icpc_date) as held_on
  from ssd_initial_cp_conference
  where icpc_icpc_transfer_in is distinct from 'Y'
  group by icpc_s47_enquiry_id, icpc_person_id
)
select
  enquiry.s47e_s47_enquiry_id as record_id,
  enquiry.s47e_person_id as child_id,
  enquiry.s47e_s47_completed_by_team as team,
  enquiry.s47e_s47_completed_by_worker_id as worker,
  enquiry.s47e_s47_end_date as counted_on,
  enquiry.s47e_s47_end_date as reference_day,
  enquiry.s47e_s47_start_date as started_on,
  enquiry.s47e_s47_end_date as ended_on,
  enquiry.s47e_s47_nfa as no_further_action,
  conferences.held_on as conference_on
from ssd_s47_enquiry as enquiry
left join conferences
  on conferences.enquiry_id = enquiry.s47e_s47_enquiry_id
  and conferences.child_id = enquiry.s47e_person_id
where enquiry.s47e_s47_start_date is not null
