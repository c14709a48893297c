select
  clae_person_id as CHILD,
  clae_cla_episode_start_date as DECOM,
  clae_cla_episode_start_reason as RNE,
  legal_status as LS,
  clae_cla_primary_need_code as CIN,
  clap_cla_placement_type as PLACE,
  clap_cla_placement_provider as PLACE_PROVIDER,
  known(clae_cla_episode_ceased_date) as DEC,
  case when known(clae_cla_episode_ceased_date) is not null then clae_cla_episode_ceased_reason end
    as REC,
  case
    when known(clae_cla_episode_ceased_date) = clap_cla_placement_end_date
      then clap_cla_placement_change_reason
  end as REASON_PLACE_CHANGE,
  null as HOME_POST,
  clap_cla_placement_postcode as PL_POST,
  clap_cla_placement_urn as URN
from episodes
left join ssd_cla_placement on clap_cla_placement_id = clae_cla_placement_id
order by CHILD, clae_cla_episode_start_date, clae_cla_episode_id
