/** What may be asked of the ways pipelines learn how a gate stands: the listener with its tokens, and the published files. */
import { z } from 'zod';
import { gateListenerSchema, gateTokenNameSchema } from '../../core/gate/listener.ts';
import { gatePublicationSchema, publicationNameSchema } from '../../core/gate/publication.ts';
import { gateListenerViewSchema, gatePublicationViewSchema } from '../gate-shapes.ts';
import { nothing, type RequestShape } from '../request-shape.ts';

export const gateDoorRequests = {
  'gate.listener': {
    does: 'Shows the listener pipelines ask the gate at, whether it is open, what it exposes, and the names of its tokens.',
    right: 'read',
    input: nothing,
    output: gateListenerViewSchema,
  },
  'gate.openListener': {
    does: 'Opens the listener. An address other machines reach is opened only by whoever accepts what that exposes.',
    right: 'lead',
    input: gateListenerSchema.omit({ isOpen: true }).extend({ isExposureAccepted: z.boolean().default(false) }),
    output: gateListenerViewSchema,
  },
  'gate.closeListener': {
    does: 'Closes the listener. Its tokens stay.',
    right: 'lead',
    input: nothing,
    output: gateListenerViewSchema,
  },
  'gate.addToken': {
    does: 'Makes a token that reads gates and nothing else. It is shown this once; only its hash is kept.',
    right: 'lead',
    input: z.strictObject({ name: gateTokenNameSchema }),
    output: z.strictObject({ name: gateTokenNameSchema, token: z.string() }),
  },
  'gate.revokeToken': {
    does: 'Revokes a token: from now on it opens nothing.',
    right: 'lead',
    input: z.strictObject({ name: gateTokenNameSchema }),
    output: nothing,
  },
  'gate.publications': {
    does: 'Lists where gates are published as files, and what lies there.',
    right: 'read',
    input: nothing,
    output: z.array(gatePublicationViewSchema),
  },
  'gate.savePublication': {
    does: 'Adds a place where gates are published as files, or changes one.',
    right: 'lead',
    input: z.strictObject({ publication: gatePublicationSchema }),
    output: gatePublicationViewSchema,
  },
  'gate.removePublication': {
    does: 'Publishes there no more. What lies there expires by itself.',
    right: 'lead',
    input: z.strictObject({ name: publicationNameSchema }),
    output: nothing,
  },
  'gate.publish': {
    does: 'Publishes every gate now, and answers once each file is there or has failed to be.',
    right: 'lead',
    input: nothing,
    output: z.array(gatePublicationViewSchema),
  },
} as const satisfies Record<string, RequestShape>;
