-- An application for care proceedings, with the last family group meeting offered before it, and the
-- day on which the family had last said by then that they wanted one.
-- kind: event
select
  application.care_proceedings_id as record_id,
  application.person_id as child_id,
  application.team as team,
  application.worker_id as worker,
  application.applied_on as counted_on,
  application.applied_on as reference_day,
  offers.offered_on as offered_on,
  offers.accepted_on as accepted_on
from care_proceedings as application
left join (
  select
    earlier.care_proceedings_id as care_proceedings_id,
    max(meeting.offered_on) as offered_on,
    max(
      case
        when meeting.accepted = 'Y' and meeting.answered_on <= earlier.applied_on
          then meeting.answered_on
      end
    ) as accepted_on
  from care_proceedings as earlier
  join family_group_meetings as meeting
    on meeting.person_id = earlier.person_id
    and meeting.offered_on <= earlier.applied_on
  group by earlier.care_proceedings_id
) as offers
  on offers.care_proceedings_id = application.care_proceedings_id
