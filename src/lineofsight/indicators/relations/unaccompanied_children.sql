-- A child recorded as seeking asylum unaccompanied, from one day until another.
select
  immi_person_id as child_id,
  immi_immigration_status_start_date as started_on,
  immi_immigration_status_end_date as ended_on
from ssd_immigration_status
where upper(immi_immigration_status) like '%UNACCOMPANIED%'
  or upper(trim(immi_immigration_status)) = 'UASC'
