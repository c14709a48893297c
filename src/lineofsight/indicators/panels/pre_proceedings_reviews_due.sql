-- A review of a child's pre-proceedings that was to be held; counted on the day by which it was due.
-- Those due after pre-proceedings ended are left out.
-- kind: event
-- worker: allocated
select
  review.pre_proceedings_review_id as record_id,
  review.person_id as child_id,
  review.due_on as counted_on,
  review.due_on as reference_day,
  time_in.prep_pre_pro_decision_date as started_on,
  review.due_on as due_on,
  review.held_on as held_on
from pre_proceedings_reviews as review
left join ssd_pre_proceedings as time_in
  on time_in.prep_table_id = review.pre_proceedings_id
where review.due_on is not null
  and (
    time_in.prep_agree_stepdown_issue_date is null
    or review.due_on <= time_in.prep_agree_stepdown_issue_date
  )
