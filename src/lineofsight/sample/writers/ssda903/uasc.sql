select CHILD, SEX, DOB, known(immi_immigration_status_end_date) as DUC
from ssd_immigration_status
join looked_after on CHILD = immi_person_id
where immi_immigration_status = 'Unaccompanied Asylum Seeking Child'
  and immi_immigration_status_start_date <= ends()
  and coalesce(immi_immigration_status_end_date, ends()) >= begins()
order by CHILD
