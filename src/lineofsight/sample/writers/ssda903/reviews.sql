select
  CHILD, DOB,
  clar_cla_review_date as REVIEW,
  clar_cla_review_participation as REVIEW_CODE
from ssd_cla_reviews
join looked_after on CHILD = clar_cla_person_id
where clar_cla_review_date between begins() and ends()
  and clar_cla_review_cancelled is distinct from 'Y'
order by CHILD, clar_cla_review_date, clar_cla_review_id
