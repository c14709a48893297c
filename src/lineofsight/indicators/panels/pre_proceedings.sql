-- A child's time in pre-proceedings; counted when it ends.  Of the children of one family who
-- entered on one day, the one whose time ends last is marked.
-- kind: event
-- worker: allocated
select
  prep_table_id as record_id,
  prep_person_id as child_id,
  prep_agree_stepdown_issue_date as counted_on,
  prep_agree_stepdown_issue_date as reference_day,
  prep_pre_pro_decision_date as decided_on,
  prep_pre_pro_letter_date as letter_on,
  prep_agree_stepdown_issue_date as ended_on,
  case
    when row_number() over (
      partition by
        prep_plo_family_id,
        prep_pre_pro_decision_date,
        case when prep_plo_family_id is null then prep_table_id end
      order by
        case when prep_agree_stepdown_issue_date is null then 0 else 1 end,
        prep_agree_stepdown_issue_date desc,
        prep_table_id desc
    ) = 1 then 'Y'
    else 'N'
  end as last_of_family
from ssd_pre_proceedings
where prep_pre_pro_decision_date is not null
