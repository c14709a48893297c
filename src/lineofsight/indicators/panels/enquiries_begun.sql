-- A section 47 enquiry that began.
-- kind: event
-- worker: allocated
select
  s47e_s47_enquiry_id as record_id,
  s47e_person_id as child_id,
  s47e_s47_start_date as counted_on,
  s47e_s47_start_date as reference_day
from ssd_s47_enquiry
