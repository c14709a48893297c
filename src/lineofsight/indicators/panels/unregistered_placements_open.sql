-- A placement that ought to be registered and is not, at the period's end.
-- kind: stock
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  registration.placement_registration_id as record_id,
  registration.person_id as child_id,
  periods.judged_on as reference_day,
  registration.started_on as started_on,
  case
    when registration.approved_on <= periods.judged_on then registration.approved_on
  end as approved_on,
  case
    when registration.inspectorate_told_on <= periods.judged_on
    then registration.inspectorate_told_on
  end as inspectorate_told_on,
  children.born_on as born_on
from periods
join placement_registrations as registration
  on registration.started_on <= periods.judged_on
  and (registration.ended_on is null or registration.ended_on > periods.judged_on)
left join children on children.child_id = registration.person_id
where registration.registration_status = 'UNREGISTERED'
