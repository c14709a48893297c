-- A young person in the table of care leavers, as their one row tells how things stand; of several
-- rows of a young person the one whose number sorts last as text.
-- kind: stock
-- as things stand: ssd_care_leavers
select
  periods.period as period,
  periods.judged_on as judged_on,
  leavers.leaver_id as record_id,
  leavers.child_id as child_id,
  leavers.team as team,
  leavers.worker as worker,
  periods.judged_on as reference_day,
  leavers.eligibility as eligibility,
  leavers.in_touch as in_touch,
  leavers.reviewed_on as reviewed_on
from periods
join (
  select
    clea_table_id as leaver_id,
    clea_person_id as child_id,
    clea_care_leaver_allocated_team as team,
    clea_care_leaver_worker_id as worker,
    clea_care_leaver_eligibility as eligibility,
    clea_care_leaver_in_touch as in_touch,
    clea_pathway_plan_review_date as reviewed_on,
    row_number() over (partition by clea_person_id order by clea_table_id desc) as place
  from ssd_care_leavers
  where clea_person_id is not null
) as leavers
  on leavers.place = 1
