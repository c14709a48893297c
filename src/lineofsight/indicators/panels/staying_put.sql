-- A young person of eighteen to twenty who might stay with their former foster carer, with the
-- arrangement that is open at the period's end, if one is.
-- kind: stock
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  arrangement.person_id as record_id,
  arrangement.person_id as child_id,
  periods.judged_on as reference_day,
  max(
    case
      when person.pers_dob + interval 19 year > periods.judged_on then 18
      when person.pers_dob + interval 20 year > periods.judged_on then 19
      else 20
    end
  ) as age,
  max(
    case
      when
        arrangement.started_on <= periods.judged_on
        and (arrangement.ended_on is null or arrangement.ended_on > periods.judged_on)
      then arrangement.staying_put_id
    end
  ) as staying_put_id
from periods
join staying_put_arrangements as arrangement
  on arrangement.offered_on <= periods.judged_on
  or arrangement.started_on <= periods.judged_on
join ssd_person as person
  on person.pers_person_id = arrangement.person_id
  and person.pers_dob + interval 18 year <= periods.judged_on
  and person.pers_dob + interval 21 year > periods.judged_on
group by periods.period, periods.judged_on, arrangement.person_id
