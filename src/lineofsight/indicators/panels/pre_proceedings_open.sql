-- A child's time in pre-proceedings that has not ended at the period's end.
-- kind: stock
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  time_in.prep_table_id as record_id,
  time_in.prep_person_id as child_id,
  periods.judged_on as reference_day,
  time_in.prep_pre_pro_decision_date as started_on,
  case
    when time_in.prep_pre_pro_letter_date <= periods.judged_on
      then time_in.prep_pre_pro_letter_date
  end as letter_on
from periods
join ssd_pre_proceedings as time_in
  on time_in.prep_pre_pro_decision_date <= periods.judged_on
  and (
    time_in.prep_agree_stepdown_issue_date is null
    or time_in.prep_agree_stepdown_issue_date > periods.judged_on
  )
