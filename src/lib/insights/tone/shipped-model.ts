/** The model that is shipped, read at the first need. Its card is docs/tone-model.md. */
import file from './model.json';
import { readModel, type Model, type ModelFile } from './model';

let model: Model | undefined;

export function shippedModel(): Model {
	return (model ??= readModel(file as unknown as ModelFile));
}
