-- A private fostering arrangement open at the period's end, with the last visits to the child.  It
-- begins for the council when the council learns of it or, where that is later, when the child moves.
-- kind: stock
with open_arrangements as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    arrangement.private_fostering_id as arrangement_id,
    arrangement.person_id as child_id,
    arrangement.team as team,
    arrangement.worker_id as worker,
    case
      when arrangement.started_on > arrangement.notified_on then arrangement.started_on
      else arrangement.notified_on
    end as started_on
  from periods
  join private_fostering_arrangements as arrangement
    on arrangement.notified_on <= periods.judged_on
    and (arrangement.started_on is null or arrangement.started_on <= periods.judged_on)
    and (arrangement.ended_on is null or arrangement.ended_on > periods.judged_on)
)
select
  open_arrangements.period as period,
  open_arrangements.judged_on as judged_on,
  open_arrangements.arrangement_id as record_id,
  open_arrangements.child_id as child_id,
  open_arrangements.team as team,
  open_arrangements.worker as worker,
  open_arrangements.judged_on as reference_day,
  open_arrangements.started_on as started_on,
  coalesce(last_visits.seen_on, open_arrangements.started_on) as seen_or_started_on,
  coalesce(last_visits.alone_on, open_arrangements.started_on) as alone_or_started_on,
  cast(null as date) as visited_next_on
from open_arrangements
left join (
  select
    open_arrangements.period as period,
    open_arrangements.arrangement_id as arrangement_id,
    max(case when visit.child_seen = 'Y' then visit.visited_on end) as seen_on,
    max(case when visit.child_seen_alone = 'Y' then visit.visited_on end) as alone_on
  from open_arrangements
  join private_fostering_visits as visit
    on visit.private_fostering_id = open_arrangements.arrangement_id
    and visit.visited_on between open_arrangements.started_on and open_arrangements.judged_on
  group by open_arrangements.period, open_arrangements.arrangement_id
) as last_visits
  on last_visits.period = open_arrangements.period
  and last_visits.arrangement_id = open_arrangements.arrangement_id
