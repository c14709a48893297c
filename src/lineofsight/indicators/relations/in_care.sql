-- A child in care at a period's end (who is then on short breaks, V3 or V4, is not), and since when;
-- of several times in care the one that began last.
select
  periods.period as period,
  periods.judged_on as judged_on,
  care.child_id as child_id,
  max(care.began_on) as began_on
from periods
join care_periods as care
  on care.began_on <= periods.judged_on
  and (care.ended_on is null or care.ended_on > periods.judged_on)
left join short_breaks
  on short_breaks.child_id = care.child_id
  and short_breaks.started_on <= periods.judged_on
  and (short_breaks.ended_on is null or short_breaks.ended_on > periods.judged_on)
where short_breaks.child_id is null
group by periods.period, periods.judged_on, care.child_id
