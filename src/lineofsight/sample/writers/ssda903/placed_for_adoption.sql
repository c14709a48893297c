select
  CHILD, DOB,
  perm_adm_decision_date as DATE_PLACED,
  known(perm_decision_reversed_date) as DATE_PLACED_CEASED,
  case when known(perm_decision_reversed_date) is not null then perm_decision_reversed_reason end
    as REASON_PLACED_CEASED
from ssd_permanence
join looked_after on CHILD = perm_person_id
where in_care
  and perm_adm_decision_date <= ends()
  and coalesce(perm_decision_reversed_date, perm_permanence_order_date, ends()) >= begins()
order by CHILD, perm_adm_decision_date
