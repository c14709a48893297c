select
  CHILD, DOB,
  lapp_previous_permanence_option as PREV_PERM,
  lapp_previous_permanence_la as LA_PERM,
  lapp_previous_permanence_order_date as DATE_PERM
from ssd_cla_previous_permanence
join looked_after on CHILD = lapp_person_id
where in_care
order by CHILD, lapp_table_id
