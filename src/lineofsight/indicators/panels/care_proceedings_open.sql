-- Care proceedings about one child that are not concluded at the period's end.  Of the children of
-- one case (one court number, issued on one day) one is marked.
-- kind: stock
select
  periods.period as period,
  periods.judged_on as judged_on,
  proceedings.care_proceedings_id as record_id,
  proceedings.person_id as child_id,
  proceedings.team as team,
  proceedings.worker_id as worker,
  periods.judged_on as reference_day,
  proceedings.applied_on as started_on,
  case
    when row_number() over (
      partition by
        periods.period,
        proceedings.court_case_id,
        proceedings.applied_on,
        case when proceedings.court_case_id is null then proceedings.care_proceedings_id end
      order by proceedings.care_proceedings_id desc
    ) = 1 then 'Y'
    else 'N'
  end as last_of_case
from periods
join care_proceedings as proceedings
  on proceedings.applied_on <= periods.judged_on
  and (proceedings.concluded_on is null or proceedings.concluded_on > periods.judged_on)
