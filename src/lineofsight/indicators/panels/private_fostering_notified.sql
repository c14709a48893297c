-- A private fostering arrangement that the council learned of, counted on that day, with the first
-- visits to the child since.
-- kind: event
select
  arrangement.private_fostering_id as record_id,
  arrangement.person_id as child_id,
  arrangement.team as team,
  arrangement.worker_id as worker,
  arrangement.notified_on as counted_on,
  arrangement.notified_on as reference_day,
  arrangement.notified_on as notified_on,
  arrangement.ended_on as ended_on,
  visits.seen_on as seen_on,
  visits.alone_on as alone_on
from private_fostering_arrangements as arrangement
left join (
  select
    arrangement.private_fostering_id as arrangement_id,
    min(case when visit.child_seen = 'Y' then visit.visited_on end) as seen_on,
    min(case when visit.child_seen_alone = 'Y' then visit.visited_on end) as alone_on
  from private_fostering_arrangements as arrangement
  join private_fostering_visits as visit
    on visit.private_fostering_id = arrangement.private_fostering_id
    and visit.visited_on >= arrangement.notified_on
  group by arrangement.private_fostering_id
) as visits
  on visits.arrangement_id = arrangement.private_fostering_id
