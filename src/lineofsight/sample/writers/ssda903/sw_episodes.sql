-- The social workers of a child while in care, by their registration numbers.
select
  CHILD, DOB,
  prof_social_worker_registration_no as SW_ID,
  invo_involvement_start_date as SW_DECOM,
  known(invo_involvement_end_date) as SW_DEC,
  invo_worker_change_reason as SW_REASON
from ssd_involvements
join looked_after on CHILD = invo_person_id
join ssd_professionals on prof_professional_id = invo_professional_id
where invo_professional_role_id = 'Allocated Case Worker'
  and in_care
  and invo_involvement_start_date <= ends()
  and coalesce(invo_involvement_end_date, ends()) >= greatest(begins(), (
    select min(clae_entered_care_date) from episodes where clae_person_id = CHILD
  ))
order by CHILD, invo_involvement_start_date, invo_involvements_id
