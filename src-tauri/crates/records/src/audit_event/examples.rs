//! Whole resources, for eyes.

#![expect(clippy::too_many_lines, reason = "a resource is as long as it is")]

use super::tests::entry;
use super::{Actor, AuditEntry, audit_event};

#[test]
fn a_search_that_the_network_ended() {
    let event = audit_event(&AuditEntry {
        action: "search-ended",
        actor: Actor::Network,
        network_ids: &["task-1".to_owned()],
        count: Some(5),
        ..entry()
    });
    insta::with_settings!({ sort_maps => true }, {
        insta::assert_json_snapshot!(event, @r#"
        {
          "action": "E",
          "agent": [
            {
              "requestor": true,
              "type": {
                "coding": [
                  {
                    "code": "110153",
                    "display": "Source Role ID",
                    "system": "http://dicom.nema.org/resources/ontology/DCM"
                  }
                ]
              },
              "who": {
                "display": "A health network",
                "identifier": {
                  "system": "urn:satchel:actor",
                  "value": "network"
                }
              }
            },
            {
              "requestor": false,
              "type": {
                "coding": [
                  {
                    "code": "110152",
                    "display": "Destination Role ID",
                    "system": "http://dicom.nema.org/resources/ontology/DCM"
                  }
                ]
              },
              "who": {
                "display": "Satchel 0.1.0",
                "identifier": {
                  "system": "urn:satchel:actor",
                  "value": "app"
                },
                "type": "Device"
              }
            }
          ],
          "entity": [
            {
              "detail": [
                {
                  "type": "count",
                  "valueString": "5"
                }
              ],
              "type": {
                "code": "XrequestId",
                "display": "transport specific unique identifier where http X-Request-Id is used",
                "system": "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType"
              },
              "what": {
                "identifier": {
                  "system": "urn:ietf:rfc:3986",
                  "value": "urn:uuid:00000000-0000-0000-0000-000000000002"
                }
              }
            },
            {
              "role": {
                "code": "4",
                "display": "Domain Resource",
                "system": "http://terminology.hl7.org/CodeSystem/object-role"
              },
              "type": {
                "code": "2",
                "display": "System Object",
                "system": "http://terminology.hl7.org/CodeSystem/audit-entity-type"
              },
              "what": {
                "identifier": {
                  "system": "urn:satchel:network-identifier",
                  "value": "task-1"
                }
              }
            }
          ],
          "id": "00000000-0000-0000-0000-000000000001",
          "outcome": "0",
          "recorded": "2026-11-21T12:00:00.123456Z",
          "resourceType": "AuditEvent",
          "source": {
            "observer": {
              "display": "Satchel 0.1.0",
              "identifier": {
                "system": "urn:satchel:actor",
                "value": "app"
              },
              "type": "Device"
            },
            "type": [
              {
                "code": "1",
                "display": "User Device",
                "system": "http://terminology.hl7.org/CodeSystem/security-source-type"
              }
            ]
          },
          "subtype": [
            {
              "code": "search-ended",
              "system": "urn:satchel:activity"
            }
          ],
          "type": {
            "code": "110112",
            "display": "Query",
            "system": "http://dicom.nema.org/resources/ontology/DCM"
          }
        }
        "#);
    });
}

#[test]
fn a_place_that_a_person_could_not_connect() {
    let event = audit_event(&AuditEntry {
        action: "place-connected",
        failed: true,
        error_code: Some("no-internet"),
        place_id: Some("2.16.840.1.113883.3.9504.1.1"),
        ..entry()
    });
    insta::with_settings!({ sort_maps => true }, {
        insta::assert_json_snapshot!(event, @r#"
        {
          "action": "C",
          "agent": [
            {
              "requestor": true,
              "type": {
                "coding": [
                  {
                    "code": "IRCP",
                    "display": "information recipient",
                    "system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
                  }
                ]
              },
              "who": {
                "display": "The person at this computer",
                "identifier": {
                  "system": "urn:satchel:actor",
                  "value": "person"
                }
              }
            },
            {
              "requestor": false,
              "type": {
                "coding": [
                  {
                    "code": "110150",
                    "display": "Application",
                    "system": "http://dicom.nema.org/resources/ontology/DCM"
                  }
                ]
              },
              "who": {
                "display": "Satchel 0.1.0",
                "identifier": {
                  "system": "urn:satchel:actor",
                  "value": "app"
                },
                "type": "Device"
              }
            }
          ],
          "entity": [
            {
              "type": {
                "code": "XrequestId",
                "display": "transport specific unique identifier where http X-Request-Id is used",
                "system": "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType"
              },
              "what": {
                "identifier": {
                  "system": "urn:ietf:rfc:3986",
                  "value": "urn:uuid:00000000-0000-0000-0000-000000000002"
                }
              }
            },
            {
              "role": {
                "code": "17",
                "display": "Data Repository",
                "system": "http://terminology.hl7.org/CodeSystem/object-role"
              },
              "type": {
                "code": "3",
                "display": "Organization",
                "system": "http://terminology.hl7.org/CodeSystem/audit-entity-type"
              },
              "what": {
                "identifier": {
                  "system": "urn:satchel:place",
                  "value": "2.16.840.1.113883.3.9504.1.1"
                }
              }
            }
          ],
          "id": "00000000-0000-0000-0000-000000000001",
          "outcome": "4",
          "outcomeDesc": "no-internet",
          "recorded": "2026-11-21T12:00:00.123456Z",
          "resourceType": "AuditEvent",
          "source": {
            "observer": {
              "display": "Satchel 0.1.0",
              "identifier": {
                "system": "urn:satchel:actor",
                "value": "app"
              },
              "type": "Device"
            },
            "type": [
              {
                "code": "1",
                "display": "User Device",
                "system": "http://terminology.hl7.org/CodeSystem/security-source-type"
              }
            ]
          },
          "subtype": [
            {
              "code": "place-connected",
              "system": "urn:satchel:activity"
            }
          ],
          "type": {
            "code": "connection",
            "display": "Connection to a place",
            "system": "urn:satchel:audit-event-type"
          }
        }
        "#);
    });
}

#[test]
fn a_lock_that_the_app_closed_by_itself() {
    let event = audit_event(&AuditEntry { action: "copy-locked", actor: Actor::App, ..entry() });
    insta::with_settings!({ sort_maps => true }, {
        insta::assert_json_snapshot!(event, @r#"
        {
          "action": "E",
          "agent": [
            {
              "requestor": true,
              "type": {
                "coding": [
                  {
                    "code": "110150",
                    "display": "Application",
                    "system": "http://dicom.nema.org/resources/ontology/DCM"
                  }
                ]
              },
              "who": {
                "display": "Satchel 0.1.0",
                "identifier": {
                  "system": "urn:satchel:actor",
                  "value": "app"
                },
                "type": "Device"
              }
            }
          ],
          "entity": [
            {
              "type": {
                "code": "XrequestId",
                "display": "transport specific unique identifier where http X-Request-Id is used",
                "system": "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType"
              },
              "what": {
                "identifier": {
                  "system": "urn:ietf:rfc:3986",
                  "value": "urn:uuid:00000000-0000-0000-0000-000000000002"
                }
              }
            }
          ],
          "id": "00000000-0000-0000-0000-000000000001",
          "outcome": "0",
          "recorded": "2026-11-21T12:00:00.123456Z",
          "resourceType": "AuditEvent",
          "source": {
            "observer": {
              "display": "Satchel 0.1.0",
              "identifier": {
                "system": "urn:satchel:actor",
                "value": "app"
              },
              "type": "Device"
            },
            "type": [
              {
                "code": "1",
                "display": "User Device",
                "system": "http://terminology.hl7.org/CodeSystem/security-source-type"
              }
            ]
          },
          "subtype": [
            {
              "code": "110123",
              "display": "Logout",
              "system": "http://dicom.nema.org/resources/ontology/DCM"
            },
            {
              "code": "copy-locked",
              "system": "urn:satchel:activity"
            }
          ],
          "type": {
            "code": "110114",
            "display": "User Authentication",
            "system": "http://dicom.nema.org/resources/ontology/DCM"
          }
        }
        "#);
    });
}
