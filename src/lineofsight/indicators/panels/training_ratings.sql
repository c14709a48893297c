-- A worker's answer to how useful a course was, at one moment; counted on the day they answered.
-- kind: event
select
  rating.training_rating_id as record_id,
  rating.worker_id as worker,
  teams.team as team,
  rating.rated_on as counted_on,
  rating.moment as moment,
  rating.useful as useful,
  attendance.course as course,
  attendance.level as level
from training_ratings as rating
left join training_attendances as attendance
  on attendance.training_attendance_id = rating.training_attendance_id
left join (
  select
    asked.training_rating_id as training_rating_id,
    contract.team as team,
    row_number() over (
      partition by asked.training_rating_id
      order by contract.started_on desc, contract.contract_id desc
    ) as place
  from training_ratings as asked
  join contracts as contract
    on contract.worker = asked.worker_id
    and contract.started_on <= asked.rated_on
    and (contract.ended_on is null or contract.ended_on > asked.rated_on)
) as teams
  on teams.training_rating_id = rating.training_rating_id
  and teams.place = 1
where rating.rated_on is not null
