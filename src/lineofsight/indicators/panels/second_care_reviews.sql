-- The second review that was held of a child in one period of care, other than one that began by
-- short breaks; with the first plan for permanence since the child came into care.
-- kind: event
-- looks back: counted_on
-- worker: allocated
with reviews as (
  select
    care.child_id as child_id,
    care.period_of_care_id as period_of_care_id,
    care.began_on as began_on,
    review.clar_cla_review_id as review_id,
    review.clar_cla_review_date as held_on,
    row_number() over (
      partition by care.child_id, care.period_of_care_id
      order by review.clar_cla_review_date, review.clar_cla_review_id
    ) as place
  from ssd_cla_reviews as review
  join care_periods as care
    on care.child_id = review.clar_cla_person_id
    and care.period_of_care_id = review.clar_cla_id
  where review.clar_cla_review_date is not null
    and review.clar_cla_review_cancelled is distinct from 'Y'
    and care.short_breaks = 'N'
    and care.began_on is not null
)
select
  reviews.review_id as record_id,
  reviews.child_id as child_id,
  reviews.held_on as counted_on,
  reviews.held_on as reference_day,
  decided.decided_on as permanence_decided_on,
  planned.planned_on as care_plan_on
from reviews
left join (
  select
    reviews.child_id as child_id,
    reviews.period_of_care_id as period_of_care_id,
    min(decision.decided_on) as decided_on
  from reviews
  join permanence_decisions as decision
    on decision.person_id = reviews.child_id
    and decision.decided_on >= reviews.began_on
  where decision.permanence_plan is not null
  group by reviews.child_id, reviews.period_of_care_id
) as decided
  on decided.child_id = reviews.child_id
  and decided.period_of_care_id = reviews.period_of_care_id
left join (
  select
    reviews.child_id as child_id,
    reviews.period_of_care_id as period_of_care_id,
    min(plan.lacp_cla_care_plan_start_date) as planned_on
  from reviews
  join ssd_cla_care_plan as plan
    on plan.lacp_person_id = reviews.child_id
    and plan.lacp_cla_care_plan_start_date >= reviews.began_on
  where upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.REMAINSUP'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.RETURN1M'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.RETURN6M'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.RETURNEV'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.LTRELFR'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.LTFOST18'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.RESPLMT'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.SUPPLIV'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.ADOPTION'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
    or upper(json_extract_string(plan.lacp_cla_care_plan_json, '$.OTHERPLN'))
      in ('Y', 'YES', '1', 'TRUE', 'T')
  group by reviews.child_id, reviews.period_of_care_id
) as planned
  on planned.child_id = reviews.child_id
  and planned.period_of_care_id = reviews.period_of_care_id
where reviews.place = 2
