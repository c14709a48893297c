-- A course that a worker must have done at the period's end, with the last time they completed it and
-- the day by which they must do it next.  The course is the same by its name, whatever its capitals;
-- where both levels are known it was at that level or above.
-- kind: stock
with required as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    requirement.training_requirement_id as requirement_id,
    requirement.worker_id as worker,
    requirement.agency as agency,
    requirement.course as course,
    requirement.level as level,
    requirement.renew_after_months as renew_after_months,
    coalesce(requirement.due_on, requirement.started_on) as first_due_on
  from periods
  join training_requirements as requirement
    on requirement.started_on <= periods.judged_on
    and (requirement.ended_on is null or requirement.ended_on > periods.judged_on)
),
done as (
  select
    required.period as period,
    required.requirement_id as requirement_id,
    max(attendance.attended_on) as done_on
  from required
  join training_attendances as attendance
    on attendance.worker_id = required.worker
    and lower(trim(attendance.course)) = lower(trim(required.course))
    and attendance.attended_on <= required.judged_on
    and coalesce(attendance.level >= required.level, true)
  where attendance.course_completed = 'Y'
  group by required.period, required.requirement_id
),
teams as (
  select
    periods.period as period,
    contract.worker as worker,
    contract.team as team,
    row_number() over (
      partition by periods.period, contract.worker
      order by contract.started_on desc, contract.contract_id desc
    ) as place
  from periods
  join contracts as contract
    on contract.started_on <= periods.judged_on
    and (contract.ended_on is null or contract.ended_on > periods.judged_on)
)
select
  required.period as period,
  required.judged_on as judged_on,
  required.requirement_id as record_id,
  required.worker as worker,
  teams.team as team,
  required.agency as agency,
  required.course as course,
  required.level as level,
  required.first_due_on as first_due_on,
  done.done_on as done_on,
  case
    when done.done_on is null then required.first_due_on
    when required.renew_after_months is not null
      then cast(done.done_on + interval '1 month' * required.renew_after_months as date)
  end as next_due_on,
  cast(null as date) as done_next_on
from required
left join done
  on done.period = required.period
  and done.requirement_id = required.requirement_id
left join teams
  on teams.period = required.period
  and teams.worker = required.worker
  and teams.place = 1
