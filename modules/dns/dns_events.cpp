#include "modules/dns/dns.h"

namespace hostler {

void DelegationSigner::describe(Shape<DelegationSigner>& shape) {
  shape.field("key_tag", &DelegationSigner::keyTag).range(0, 65'535);
  shape.field("algorithm", &DelegationSigner::algorithm).range(0, 255);
  shape.field("digest_type", &DelegationSigner::digestType).range(0, 255);
  shape.field("digest", &DelegationSigner::digest).pattern("[0-9a-fA-F]{2,256}", "must be hex");
}

void ZoneKey::describe(Shape<ZoneKey>& shape) {
  shape.field("id", &ZoneKey::id).length(0, 60);
  shape.field("type", &ZoneKey::type).length(0, 10);
  shape.field("active", &ZoneKey::active);
  shape.field("dnskey", &ZoneKey::dnskey).length(0, 2'000);
}

void ZoneFact::describe(Shape<ZoneFact>& shape) {
  shape.field("zone", &ZoneFact::zone);
  shape.field("account", &ZoneFact::account);
  shape.field("name", &ZoneFact::name);
}

void ZonePublished::describe(Shape<ZonePublished>& shape) {
  shape.include<ZoneFact>();
  shape.field("serial", &ZonePublished::serial);
}

void ZoneSigned::describe(Shape<ZoneSigned>& shape) {
  shape.include<ZoneFact>();
  shape.field("on", &ZoneSigned::on);
  shape.field("signers", &ZoneSigned::signers);
}

void ZoneNeedsAttention::describe(Shape<ZoneNeedsAttention>& shape) {
  shape.include<ZoneFact>();
  shape.field("reason", &ZoneNeedsAttention::reason).length(0, 600);
}

}  // namespace hostler
