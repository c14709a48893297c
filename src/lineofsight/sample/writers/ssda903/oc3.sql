select
  CHILD, DOB,
  clea_care_leaver_in_touch as IN_TOUCH,
  case when clea_care_leaver_in_touch = 'YES' then clea_care_leaver_activity else '0' end as ACTIV,
  case when clea_care_leaver_in_touch = 'YES'
    then clea_care_leaver_accommodation || clea_care_leaver_accom_suitable else '0' end as ACCOM
from leavers
join looked_after on CHILD = clea_person_id
order by CHILD
