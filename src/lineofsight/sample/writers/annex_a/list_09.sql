-- Young people who have care leavers' services now.
select
  child, gender, ethnicity, born_on, age,
  case when child in (
    select immi_person_id from ssd_immigration_status
    where immi_immigration_status = 'Unaccompanied Asylum Seeking Child'
  ) then 'Y' else 'N' end as unaccompanied,
  disabled,
  clea_care_leaver_allocated_team as team,
  clea_care_leaver_worker_id as worker,
  clea_care_leaver_personal_advisor as advisor,
  clea_care_leaver_eligibility as eligibility,
  clea_pathway_plan_review_date as pathway_plan_on,
  clea_care_leaver_in_touch as in_touch,
  clea_care_leaver_latest_contact as contacted_on,
  clea_care_leaver_accommodation as accommodation,
  clea_care_leaver_accom_suitable as suitable,
  clea_care_leaver_activity as activity
from ssd_care_leavers
join children on child = clea_person_id
where clea_care_leaver_eligibility <> 'No Current Eligibility'
order by born_on, child
