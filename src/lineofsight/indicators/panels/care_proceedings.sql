-- Care proceedings about one child; counted when they are concluded.  Of the children of one case
-- (one court number, issued on one day), the one whose proceedings end last is marked.
-- kind: event
select
  care_proceedings_id as record_id,
  person_id as child_id,
  team as team,
  worker_id as worker,
  concluded_on as counted_on,
  concluded_on as reference_day,
  applied_on as applied_on,
  extended_to as extended_to,
  concluded_on as concluded_on,
  case
    when row_number() over (
      partition by
        court_case_id,
        applied_on,
        case when court_case_id is null then care_proceedings_id end
      order by
        case when concluded_on is null then 0 else 1 end,
        concluded_on desc,
        care_proceedings_id desc
    ) = 1 then 'Y'
    else 'N'
  end as last_of_case
from care_proceedings
where applied_on is not null
