-- A child matched with those who are to adopt them, with the decision and the court's order before it.
-- kind: event
-- worker: allocated
select
  perm_table_id as record_id,
  perm_person_id as child_id,
  perm_matched_date as counted_on,
  perm_matched_date as reference_day,
  perm_adm_decision_date as decided_on,
  perm_placement_order_date as ordered_on,
  perm_matched_date as matched_on
from ssd_permanence
where perm_matched_date is not null
