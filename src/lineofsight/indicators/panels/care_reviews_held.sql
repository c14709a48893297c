-- A review of a child in care that was held, other than on short breaks.
-- kind: event
-- worker: allocated
select
  review.clar_cla_review_id as record_id,
  review.clar_cla_person_id as child_id,
  review.clar_cla_review_date as counted_on,
  review.clar_cla_review_date as reference_day,
  review.clar_cla_review_participation as participation,
  children.born_on as born_on
from ssd_cla_reviews as review
left join children on children.child_id = review.clar_cla_person_id
left join short_breaks
  on short_breaks.child_id = review.clar_cla_person_id
  and short_breaks.started_on <= review.clar_cla_review_date
  and (short_breaks.ended_on is null or short_breaks.ended_on > review.clar_cla_review_date)
where review.clar_cla_review_date is not null
  and review.clar_cla_review_cancelled is distinct from 'Y'
  and short_breaks.child_id is null
