-- An order depriving a child of liberty that had begun and is not recorded as ended at the period's
-- end, lapsed or not.
-- kind: stock
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  deprivation.deprivation_of_liberty_id as record_id,
  deprivation.person_id as child_id,
  periods.judged_on as reference_day,
  deprivation.started_on as started_on,
  deprivation.expires_on as expires_on,
  deprivation.order_kind as order_kind
from periods
join deprivations_of_liberty as deprivation
  on deprivation.started_on <= periods.judged_on
  and (deprivation.ended_on is null or deprivation.ended_on > periods.judged_on)
